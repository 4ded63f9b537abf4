# SPDX-License-Identifier: GPL-3.0-or-later
#
# Completion of fop-workbench in fish: data files may have any name.
complete -c fop-workbench -l help -d 'print the usage'
complete -c fop-workbench -l version -d 'print the version'
