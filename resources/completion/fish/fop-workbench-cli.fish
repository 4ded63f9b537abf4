# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of fop-workbench-cli in fish. Commands, options, kinds and keys come from the
# program on the command line, names of runs from the experiment there.

function __fop_workbench_cli_ask
    set -l program (string replace -r '^~' $HOME -- (commandline -opc)[1])
    command $program $argv 2>/dev/null
end

function __fop_workbench_cli_commands
    __fop_workbench_cli_ask --help | string replace -r -f '^([a-z]+)  +(.*)' '$1\t$2'
    printf '%s\t%s\n' --help 'print the commands' --version 'print the version'
end

function __fop_workbench_cli_options -a subcommand
    set -l help (__fop_workbench_cli_ask $subcommand --help)
    string replace -r -f '^  (-.), --[a-z-]+\S*  +(.*)' '$1\t$2' -- $help
    string replace -r -f '^  (?:-., )?(--[a-z-]+)\S*  +(.*)' '$1\t$2' -- $help
end

function __fop_workbench_cli_lists
    __fop_workbench_cli_ask list --help | string match -r -g '^  .* ([a-z]+(?:\|[a-z]+)+)$' |
        string split '|'
end

# What `describe` explains.
function __fop_workbench_cli_kinds
    for list in (__fop_workbench_cli_lists)
        __fop_workbench_cli_ask list $list | string replace -r '^(\S+) +(.*)' '$1\t$2'
    end
    printf '%s\t%s\n' instruments 'all instruments' figures 'all figures'
end

# Files with one of the extensions, and folders.
function __fop_workbench_cli_files -a token
    set -l endings (string escape --style=regex -- / $argv[2..])
    complete -C "'' $token" | string match -r '^[^\t]*(?:'(string join '|' $endings)')(?:\t.*)?$'
end

# Values of the member "name" or "method" in the experiment on the command line.
function __fop_workbench_cli_members -a member
    for word in (commandline -opc)
        set word (string replace -r '^~' $HOME -- $word)
        string match -q '*.fopx' -- $word; and test -f $word; or continue
        string join ' ' <$word | string match -r -a -g "\"$member\"\s*:\s*\"([^\"]*)\"" | sort -u
    end
end

function __fop_workbench_cli_settings
    set -l keys (for method in (__fop_workbench_cli_members method)
        __fop_workbench_cli_ask describe $method | tail -n +2 |
            string replace -r -f '^([a-z][a-z-]*)(?: \([^)]*\))?: .*' '$1'
    end | sort -u)
    for name in '*' (__fop_workbench_cli_members name)
        printf '%s\n' $name.$keys=
    end
end

# Words of an option whose help lists them: "Legend: inside, right".
function __fop_workbench_cli_words -a option
    __fop_workbench_cli_ask render --help |
        string match -r -g "^  $option=WORD +[^:]*: (.*)" | string split ', '
end

# Comma-separated formats: completes the last one.
function __fop_workbench_cli_formats -a token
    set -l before (string match -r '.*,' -- $token; or echo)
    printf '%s\n' $before{pdf,svg,png,csv,npz,json,tex}
end

function __fop_workbench_cli_operands -a subcommand token
    switch $subcommand
        case run render animate report foresee
            __fop_workbench_cli_files "$token" .fopx
        case analyze
            __fop_workbench_cli_files "$token" .npy .npz .csv .tsv .txt .mtx
        case extract
            __fop_workbench_cli_files "$token" .pdf .svg .png
        case list
            __fop_workbench_cli_lists
        case describe
            __fop_workbench_cli_kinds
    end
end

# Possible values of @option; false if it takes none.
function __fop_workbench_cli_values -a option token
    switch $option
        case -o --out
            if contains render (commandline -opc)
                __fop_workbench_cli_files "$token" .pdf .svg .png .csv .npz .json .tex
            else if contains animate (commandline -opc)
                __fop_workbench_cli_files "$token" .gif .webm .mp4 .png
            else
                __fop_workbench_cli_files "$token"
            end
        case --figure
            __fop_workbench_cli_ask list figures | string replace -r '^(\S+) +(.*)' '$1\t$2'
        case --style
            __fop_workbench_cli_files "$token" .json
        case --preset --part --legend --legend-order --colors --ground --svg-text
            __fop_workbench_cli_words $option
        case --at --points --from --to --every --fps --hold --columns --set-option --width --height --font --font-size --line-width --dpi '--x-*' '--y-*'
        case --hessian
            __fop_workbench_cli_files "$token" .npy .npz .csv .tsv .txt .mtx
        case --as
            printf '%s\n' preconditioner symmetric-part factor
        case -f --formats
            __fop_workbench_cli_formats "$token"
        case -r --run
            __fop_workbench_cli_members name
        case --set
            __fop_workbench_cli_settings
        case -s --steps -j --jobs -k --meta-iterations
        case '*'
            return 1
    end
    return 0
end

function __fop_workbench_cli_complete
    set -l before (commandline -opc)
    set -l token (commandline -ct)

    if test (count $before) -eq 1
        __fop_workbench_cli_commands
    else if set -l parts (string match -r -g '^(--[a-z-]+)=(.*)' -- $token)
        __fop_workbench_cli_values $parts[1] "$parts[2]" | string replace -r '^' -- $parts[1]=
    else if __fop_workbench_cli_values $before[-1] "$token"
        return
    else if string match -q -- '-*' $token
        __fop_workbench_cli_options $before[2]
    else
        __fop_workbench_cli_operands $before[2] "$token"
    end
end

complete -c fop-workbench-cli -f -a '(__fop_workbench_cli_complete)'
