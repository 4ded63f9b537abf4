#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`report`: a web page and a PDF file about an experiment."""
import html.parser
import re
import shutil
import subprocess

import cli
import tap

# What would do harm if it were not escaped.
HOSTILE = cli.changed(
    cli.QUADRATIC, title='<script>alert("A & B")</script>', description='Is λ < 1 & "safe"?',
    runs=[{'name': '<b>GD & co', 'method': 'sgd', 'learning-rate': 0.1},
          {'name': 'wild', 'method': 'sgd', 'learning-rate': 1e9}], events=[])


class Page(html.parser.HTMLParser):
    """The words of a page by their innermost element, and what it refers to."""
    VOID = {'meta', 'link', 'br', 'img', 'hr'}

    def __init__(self, text):
        super().__init__()
        self.open, self.words, self.ids, self.targets = [], {}, [], []
        self.feed(text)
        assert not self.open, f'not closed: {self.open}'

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name == 'id':
                self.ids.append(value)
            if name in ('src', 'href', 'xlink:href'):
                self.targets.append(value)
            self.targets += ['#' + target for target in re.findall(r'url\(#([^)]*)\)', value or '')]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f'</{tag}> in {self.open}'
        self.open.pop()

    def handle_data(self, data):
        if self.open and data.strip():
            self.words.setdefault(self.open[-1], []).append(data.strip())


def report(experiment, here, *arguments, status=0):
    path = cli.write(here / 'a.fopx', experiment)
    process = cli.call('report', path, *arguments)
    assert process.returncode == status, process.stderr
    return process


def text_of(pdf):
    return subprocess.run(['pdftotext', '-layout', pdf, '-'], check=True, capture_output=True,
                          text=True, encoding='utf-8').stdout


@tap.case('/report/a-page-and-a-pdf-stand-beside-the-experiment')
def both():
    with cli.folder() as here:
        process = report(cli.QUADRATIC, here)
        page = Page((here / 'a-report.html').read_text(encoding='utf-8'))
        text = text_of(here / 'a-report.pdf')
        assert 'a-report.html' in process.stdout and 'a-report.pdf' in process.stdout
        for word in ('A small valley', 'Results', 'GD', 'FOP', 'Versions'):
            assert word in page.words['h1'] + page.words['h2'], word
            assert word in text, word
        html_text = (here / 'a-report.html').read_text(encoding='utf-8')
        assert 'λ<sub>max</sub>' in html_text and 'λ_max' not in html_text
        # The event, and an instrument of the last step.
        assert '0.003' in page.words['td'] and '0.003' in text
        assert any(word.startswith('Condition number') for word in page.words['td'])
        assert len(page.words['figcaption']) >= 3 and 'Figure 1.' in text


@tap.case('/report/the-page-needs-no-other-file')
def alone():
    with cli.folder() as here:
        report(cli.QUADRATIC, here, '--out', here / 'r.html')
        text = (here / 'r.html').read_text(encoding='utf-8')
        page = Page(text)
        assert len(page.ids) == len(set(page.ids))
        for target in page.targets:
            assert target[0] == '#' and target[1:] in page.ids or target.startswith('data:'), target
        assert '<script' not in text and '@import' not in text
        assert not (here / 'a-report.html').exists() and not (here / 'a-report.pdf').exists()


@tap.case('/report/names-are-text-and-a-divergence-is-explained')
def hostile():
    with cli.folder() as here:
        report(HOSTILE, here, status=3)
        text = (here / 'a-report.html').read_text(encoding='utf-8')
        page = Page(text)
        assert '<script' not in text and '<b>GD' not in text
        assert HOSTILE['title'] in page.words['h1'] and HOSTILE['description'] in page.words['p']
        assert '<b>GD & co' in page.words['td']
        assert any(word.startswith('wild diverged: ') for word in page.words['p'])
        assert 'wild diverged: ' in text_of(here / 'a-report.pdf')


@tap.case('/report/what-is-left-out-is-said')
def left_out():
    # P of order 4,100 is too large to be inspected.
    large = cli.changed(cli.QUADRATIC, steps=2, events=[], runs=[
        {'name': 'FOP', 'method': 'fop', 'learning-rate': 0.1, 'structure': 'low-rank', 'rank': 1}],
        problem={'kind': 'quadratic', 'dimension': 4100, 'condition': 5, 'rotation': False})
    with cli.folder() as here:
        report(large, here)
        page = Page((here / 'a-report.html').read_text(encoding='utf-8'))
        words = ' '.join(page.words['p'])
        assert 'more than 4,096 rows' in words and 'Spectral densities are not included' in words
        assert 'Not shown for lack of data: ' in words
        assert 'Preconditioner' in words


@tap.case('/report/same-experiment-gives-the-same-bytes')
def deterministic():
    with cli.folder() as here:
        for name in ('one', 'two'):
            report(cli.QUADRATIC, here, '-o', here / f'{name}.html', '-o', here / f'{name}.pdf')
        for suffix in ('html', 'pdf'):
            one, two = ((here / f'{name}.{suffix}').read_bytes() for name in ('one', 'two'))
            assert one == two, suffix


@tap.case('/report/the-page-is-valid')
def valid():
    if shutil.which('tidy') is None:
        tap.skip('tidy is not installed')
    with cli.folder() as here:
        report(HOSTILE, here, '--out', here / 'r.html', status=3)
        process = subprocess.run(['tidy', '-quiet', '-errors', here / 'r.html'],
                                 capture_output=True, text=True, encoding='utf-8', check=False)
        assert process.returncode == 0, process.stderr


@tap.case('/report/what-cannot-be-written-is-said')
def refused():
    with cli.folder() as here:
        process = report(cli.QUADRATIC, here, '--out', here / 'r.txt', status=2)
        assert 'r.txt' in process.stderr and '.html' in process.stderr
        process = report(cli.QUADRATIC, here, '--out', here / 'no' / 'r.html', status=4)
        assert 'r.html' in process.stderr
        process = report(cli.QUADRATIC, here, '--jobs', -1, status=2)
        assert '--jobs' in process.stderr


tap.main()
