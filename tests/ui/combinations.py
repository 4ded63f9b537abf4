#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unavailable combinations are grayed out, with the reason."""
import json

import tap
import workbench
from hand import wait
from workbench import Workbench, variant

BATCHES = workbench.EXAMPLES / '09-noisy-batches.fopx'
BOUNDED = {'fop-workbench': 1, 'title': 'Bounded', 'steps': 50,
            'problem': {'kind': 'quadratic', 'dimension': 4, 'condition': 10},
            'runs': [{'name': 'FOP', 'method': 'fop', 'max-eigenvalue': 0.5,
                      'learning-rate': 0.1}]}


@tap.case('/window/methods-that-do-not-fit-the-problem-are-gray-and-say-why')
def methods_that_do_not_fit():
    with Workbench(BATCHES) as window:
        names = lambda: [row.name for row in window.find('list', 'Runs').children()]
        before = names()
        window.find('push button', 'Add run').click()
        rows = list(window.find('list', 'Methods').children())
        wait('gray methods', lambda: any(not row.sensitive for row in rows))
        reasons = {row.name: row.description for row in rows if not row.sensitive}
        window.screenshot('methods-on-batches')
        assert 'batch' in reasons['L-BFGS'], reasons
        assert 'layers' in reasons['K-FAC'], reasons
        assert 'Adam' not in reasons, reasons
        window.find('label', text='does a line search')

        order = [row.name for row in rows]
        window.key(*['Down'] * order.index('L-BFGS'), 'Return')
        window.key(*['Up'] * (order.index('L-BFGS') - order.index('Adam')), 'Return')
        wait('one run more', lambda: names() != before)
        assert names() == [*before, 'Adam'], names()
        window.action('app.quit')
        window.find('push button', 'Discard')
        window.key('alt+d')
        window.ended_cleanly()


@tap.case('/window/words-of-a-parameter-that-do-not-fit-are-gray-and-say-why')
def words_that_do_not_fit():
    with Workbench(BATCHES) as window:
        monotone = wait('the switch', lambda: [node for node in window.all(name='Monotone')
                                               if node.role != 'label'])[0]
        wait('gray', lambda: not monotone.sensitive)
        window.reveal(monotone)
        window.screenshot('monotone-on-batches')
        window.leave()


@tap.case('/window/a-list-of-words-grays-those-that-do-not-fit')
def words_of_a_list():
    with Workbench() as window:
        path = window.folder / 'bounded.fopx'
        path.write_text(json.dumps(BOUNDED), encoding='utf-8')
        window.action('win.open-file', variant('s', str(path)))
        wait('the file', lambda: window.title() == 'Bounded')
        window.reveal(window.find('combo box', 'Structure')).click()
        wait('the list', lambda: window.all('label', 'Low rank'))
        window.screenshot('structures-of-a-bounded-run')
        gray = [node for node in window.all('label', 'Low rank') if not node.sensitive]
        assert gray, 'low-rank can be chosen'
        window.find('label', text='eigenvalues of at least 1')
        window.key('Escape')
        window.leave()


tap.main()
