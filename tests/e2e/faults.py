# SPDX-License-Identifier: GPL-3.0-or-later
"""Inputs that were once misread, each with the correct result."""
import json
import os
import pathlib
import shutil

import numpy

import cli
import tap

FAULTS = pathlib.Path(os.environ['FOP_TEST_DATA']) / 'faults'


def copied(folder, kind):
    """The inputs of a kind, in a writable folder."""
    return pathlib.Path(shutil.copytree(FAULTS / kind, folder / kind))


def experiment(problem, data, test=None, **settings):
    return {'fop-workbench': 1, 'title': 't', 'seed': 1, 'steps': 1,
            'problem': {'kind': problem, 'data': data, **settings, **({'test': test} if test else {})},
            'runs': [{'name': 'GD', 'method': 'sgd', 'learning-rate': 1e-3}]}


def of_data(place, problem, data, test=None, **settings):
    """Runs a problem on data in a folder; returns its summary and stderr."""
    path = cli.write(place / 'case.fopx', experiment(problem, data, test, **settings))
    process = cli.run(path, place / 'out', '--formats', 'svg')
    return cli.summary(place / 'out'), process.stderr


def refused(place, problem, data, *words, test=None):
    """Checks that the experiment is refused with a message that contains all words; returns it."""
    path = cli.write(place / 'case.fopx', experiment(problem, data, test))
    process = cli.call('run', path, '--out', place / 'out')
    assert process.returncode == 2, process.stderr
    for word in words:
        assert word in process.stderr, f'{word!r} is not in {process.stderr!r}'
    return process.stderr


def eigenvalues(name, out, *arguments, **environment):
    process = cli.call('analyze', name, '--out', out, '--formats', 'svg', *arguments,
                       environment=environment)
    assert process.returncode == 0, process.stderr
    table = numpy.genfromtxt(out / 'eigenvalues.csv', delimiter=',', names=True)
    return numpy.atleast_1d(table['eigenvalue']), process.stderr


def analyze_refused(name, *words):
    process = cli.call('analyze', name, '--as', 'factor')
    assert process.returncode == 2, process.stdout
    assert len(process.stderr.splitlines()) == 1, process.stderr
    for word in words:
        assert word in process.stderr, f'{word!r} is not in {process.stderr!r}'


@tap.case('/faults/a-keras-archive-tests-on-its-test-set')
def keras_archive():
    with cli.folder() as folder:
        place = copied(folder, 'keras-archive')
        cli.run(place / 'e.fopx', place / 'out', '--formats', 'svg')
        loss = cli.summary(place / 'out')['runs'][0]
        assert loss['train-loss'] != loss['test-loss'], loss
        with numpy.load(place / 'mnist.npz') as archive:
            numpy.savez(place / 'test.npz', x=archive['x_test'], y=archive['y_test'])
        data = {'npz': 'mnist.npz'}
        by_name, words = of_data(place, 'softmax-regression', data, {'npz': 'test.npz'})
        by_key, _ = of_data(place, 'softmax-regression', data,
                            {'npz': 'mnist.npz', 'x': 'x_test', 'y': 'y_test'})
        usual, _ = of_data(place, 'softmax-regression', data, data)
        losses = [summary['runs'][0]['test-loss'] for summary in (by_name, by_key, usual)]
        assert losses[0] == losses[1] == losses[2], losses
        assert not words and by_name['notes'] == []


@tap.case('/faults/held-out-rows-that-are-learned-from-are-said')
def held_out_training_rows():
    with cli.folder() as folder:
        place = copied(folder, 'keras-archive')
        train = {'npz': 'mnist.npz', 'x': 'x_train', 'y': 'y_train'}
        summary, words = of_data(place, 'softmax-regression', train, train)
        assert 'note: mnist.npz: the held-out rows are not held out: all 40' in words, words
        assert len(summary['notes']) == 1 and summary['notes'][0] in words

        rows = '\n'.join(f'{i * i % 17},{i % 2}' for i in range(20))
        (place / 'a.csv').write_text(rows, encoding='ascii')
        (place / 'b.csv').write_text(rows, encoding='ascii')
        _, words = of_data(place, 'softmax-regression', {'csv': 'a.csv'}, {'csv': 'b.csv'})
        assert 'b.csv: the held-out rows are not held out: all 20' in words, words
        _, words = of_data(place, 'softmax-regression', {'csv': 'a.csv', 'rows': 12},
                           {'csv': 'a.csv', 'skip': 10})
        assert 'a.csv: 2 of the 10 held-out rows are also training rows: rows 11 to 12' in words, words
        (place / 'c.csv').write_text('100,0\n', encoding='ascii')
        _, words = of_data(place, 'softmax-regression', {'csv': 'a.csv'}, {'csv': 'c.csv'})
        assert words == '', words


@tap.case('/faults/a-header-of-numbers-is-a-header')
def header_of_numbers():
    with cli.folder() as folder:
        place = copied(folder, 'header-of-numbers')
        summary, words = of_data(place, 'softmax-regression', {'csv': 'iris_num.csv'})
        assert '30 rows × 4 features, 3 classes' in summary['problem'], summary['problem']
        assert 'the first line, 0,1,2,3,4, is read as column names' in words, words
        summary, words = of_data(place, 'softmax-regression',
                                 {'csv': 'iris_num.csv', 'header': False})
        assert '31 rows × 4 features, 4 classes' in summary['problem'] and words == ''
        summary, _ = of_data(place, 'logistic-regression',
                             {'csv': 'd.csv', 'label-column': 0})
        assert '6 rows × 3 features' in summary['problem'], summary['problem']

        values, words = eigenvalues(place / 'P.csv', place / 'P', '--as', 'factor')
        numpy.testing.assert_allclose(values, [7.5 - 31.25 ** 0.5, 7.5 + 31.25 ** 0.5], rtol=1e-12)
        assert 'read as column names' in words, words
        notes = json.loads((place / 'P' / 'summary.json').read_text(encoding='utf-8'))['notes']
        assert len(notes) == 1 and notes[0] in words

        # A matrix that is square with its first line has none; rows that go on counting are rows.
        (place / 'swap.csv').write_text('0,1\n1,0\n', encoding='ascii')
        values, words = eigenvalues(place / 'swap.csv', place / 'swap')
        numpy.testing.assert_allclose(values, [-1, 1])
        assert words == '', words
        (place / 'count.csv').write_text('1,2,3\n4,5,6\n7,8,9\n', encoding='ascii')
        summary, words = of_data(place, 'linear-regression', {'csv': 'count.csv'})
        assert '3 rows × 2 features' in summary['problem'] and words == ''
        (place / 'two.csv').write_text('0,1\n3,0\n5,1\n', encoding='ascii')
        summary, words = of_data(place, 'linear-regression', {'csv': 'two.csv'})
        assert '3 rows × 1 feature' in summary['problem'], summary['problem']
        assert 'is read as a row' in words, words


@tap.case('/faults/columns-are-matched-by-name')
def columns_by_name():
    with cli.folder() as folder:
        place = copied(folder, 'columns-by-name')
        cli.run(place / 'ord.fopx', place / 'out', '--formats', 'svg')
        train, test = (cli.column(place / 'out', 'GD', key) for key in ('train-loss', 'test-loss'))
        numpy.testing.assert_array_equal(train, test)

        (place / 'front.csv').write_text('y,b,a\n0,10,1\n1,20,2\n', encoding='ascii')
        summary, _ = of_data(place, 'softmax-regression', {'csv': 'tr.csv'}, {'csv': 'front.csv'})
        assert summary['runs'][0]['test-loss'] == summary['runs'][0]['train-loss']
        (place / 'other.csv').write_text('a,c,y\n1,10,0\n', encoding='ascii')
        refused(place, 'softmax-regression', {'csv': 'tr.csv'}, 'other.csv',
                'the column "b" of the training set is missing', test={'csv': 'other.csv'})
        (place / 'more.csv').write_text('a,b,c,y\n1,10,5,0\n', encoding='ascii')
        refused(place, 'softmax-regression', {'csv': 'tr.csv'}, 'the training set has no column "c"',
                test={'csv': 'more.csv'})
        summary, _ = of_data(place, 'softmax-regression', {'csv': 'tr.csv'},
                             {'csv': 'more.csv', 'ignore': ['c']})
        assert 'test-loss' in summary['runs'][0]
        (place / 'bare.csv').write_text('1,10,0\n', encoding='ascii')
        _, words = of_data(place, 'softmax-regression', {'csv': 'tr.csv'}, {'csv': 'bare.csv'})
        assert 'no line of names, unlike in the training set' in words, words


@tap.case('/faults/of-two-arrays-of-one-name-the-last-counts')
def npz_twice():
    with cli.folder() as folder:
        place = copied(folder, 'npz-twice')
        values, words = eigenvalues(f'{place}/dup.npz:P', place / 'P')
        numpy.testing.assert_allclose(values, numpy.linalg.eigvalsh([[2, 1], [1, 3]]), rtol=1e-14)
        assert 'dup.npz: the array P appears 2 times; the last one is read' in words, words
        summary, words = of_data(place, 'linear-regression', {'npz': 'data.npz'})
        with numpy.load(place / 'data.npz') as archive:
            numpy.savez(place / 'last.npz', x=archive['x'], y=archive['y'])
        last, _ = of_data(place, 'linear-regression', {'npz': 'last.npz'})
        assert summary['runs'][0]['final-loss'] == last['runs'][0]['final-loss']
        assert 'the array x appears 2 times' in words and 'the array y appears 2 times' in words, words


@tap.case('/faults/names-work-in-every-locale')
def npz_names():
    with cli.folder() as folder:
        place = copied(folder, 'npz-names')
        for locale in ('C', 'C.UTF-8'):
            environment = {'LC_ALL': locale}
            cli.run(place / 'e.fopx', place / 'e', '--formats', 'svg', environment=environment)
            cli.run(place / 'u.fopx', place / 'u', '--formats', 'svg', '--set',
                    'ωµ.learning-rate=0.2', environment=environment)
            written = json.loads((place / 'u' / 'experiment.fopx').read_text(encoding='utf-8'))
            assert written['runs'][0] == {'name': 'ωµ', 'method': 'sgd', 'learning-rate': 0.2}
            with numpy.load(place / 'odd.npz') as archive:
                arrays = {name: archive[name] for name in archive.files}
            assert len(arrays) == 3
            for name, array in arrays.items():
                values, _ = eigenvalues(f'{place}/odd.npz:{name}', place / 'odd', **environment)
                numpy.testing.assert_allclose(values, numpy.linalg.eigvalsh(array), rtol=1e-14)
        process = cli.call('analyze', f'{place}/odd.npz:a/b', '--formats', 'svg')
        assert process.returncode == 0 and (place / 'odd-a%2Fb' / 'summary.json').exists()
        summary, _ = of_data(place, 'linear-regression', {'npz': 'X-Y.npz'})
        assert '12 rows × 3 features' in summary['problem']


@tap.case('/faults/a-byte-order-mark-is-passed-over')
def byte_order_mark():
    with cli.folder() as folder:
        place = copied(folder, 'byte-order-mark')
        summary, _ = of_data(place, 'linear-regression', {'libsvm': 'bom.svm'})
        assert '3 rows × 2 features' in summary['problem']
        for name, expected in (('bom1.csv', [5]), ('c1.csv', [5]), ('bom.mtx', [5, 9])):
            values, _ = eigenvalues(place / name, place / 'out')
            numpy.testing.assert_array_equal(values, expected)
        for key in ('libsvm', 'csv'):
            refused(place, 'linear-regression', {key: 'utf16.svm'}, 'UTF-16', 'save it as UTF-8')
        analyze_refused(place / 'utf16.svm', 'UTF-16')
        text = (place / 'e.fopx').read_text(encoding='ascii')
        (place / 'wide.fopx').write_text(text, encoding='utf-16')
        process = cli.call('run', place / 'wide.fopx')
        assert process.returncode == 2 and 'the text is UTF-16' in process.stderr, process.stderr


@tap.case('/faults/tables-of-other-programs-are-read')
def csv_read():
    with cli.folder() as folder:
        place = copied(folder, 'csv-messages')
        plain = '1,4,7\n2,5,8\n3,7,9\n'
        (place / 'plain.csv').write_text('a,b,y\n' + plain, encoding='ascii')
        expected, _ = of_data(place, 'linear-regression', {'csv': 'plain.csv'})
        said = {'pandas-index.csv': 'column 1 has no name', 'sep.csv': '', 'cr.csv': '',
                'crdata.csv': '', 'trailing.csv': 'there are 3 columns'}
        for name, note in said.items():
            summary, words = of_data(place, 'linear-regression', {'csv': name})
            assert '3 rows × 2 features' in summary['problem'], (name, summary['problem'])
            assert summary['runs'][0]['final-loss'] == expected['runs'][0]['final-loss'], name
            assert note in words and (note or not words), words
        summary, _ = of_data(place, 'linear-regression', {'csv': 'tabs-and-blanks.dat'})
        assert '3 rows × 4 features' in summary['problem']
        summary, _ = of_data(place, 'logistic-regression', {'csv': 'single-quotes.csv'})
        assert '2 rows × 2 features, 2 classes' in summary['problem']
        (place / 'lines.csv').write_text('"a\nor so",b,y\n1,4,"x\r\ny"\n2,5,z\n3,7,z\n',
                                         encoding='ascii')
        summary, _ = of_data(place, 'softmax-regression', {'csv': 'lines.csv'})
        assert '3 rows × 2 features, 2 classes' in summary['problem']


@tap.case('/faults/messages-name-the-cause')
def csv_messages():
    with cli.folder() as folder:
        place = copied(folder, 'csv-messages')
        refused(place, 'linear-regression', {'csv': 'nul.csv'}, 'nul.csv:5: column 1',
                'a zero byte')
        refused(place, 'linear-regression', {'csv': 'esc.csv'}, 'esc.csv:2: column 2 (b)')
        (place / 'dates.csv').write_text('id,date,a,y\nx1,2020-01-01,1,2\nx2,2020-01-02,3,4\n',
                                         encoding='ascii')
        refused(place, 'linear-regression', {'csv': 'dates.csv'}, 'column 1 (id)', '"ignore"')
        summary, _ = of_data(place, 'linear-regression',
                             {'csv': 'dates.csv', 'ignore': ['id', 1]})
        assert '2 rows × 1 feature' in summary['problem']
        summary, _ = of_data(place, 'linear-regression',
                             {'csv': 'dates.csv', 'columns': ['y'], 'label-column': 'a'})
        assert '2 rows × 1 feature' in summary['problem']
        refused(place, 'linear-regression', {'csv': 'dates.csv', 'ignore': ['dat']},
                'did you mean "date"?')


@tap.case('/faults/rows-without-values-are-refused-or-dropped')
def missing_values():
    with cli.folder() as place:
        (place / 'holes.csv').write_text('a,b,y\n1,2,0\n3,?,1\n4,,0\n5,6,1\nNA,8,1\n9,9,0\n',
                                         encoding='ascii')
        refused(place, 'softmax-regression', {'csv': 'holes.csv'},
                'holes.csv:3: column 2 (b) has no value: "?"', '"missing": "drop"')
        summary, words = of_data(place, 'softmax-regression',
                                 {'csv': 'holes.csv', 'missing': 'drop'})
        assert '3 rows × 2 features' in summary['problem']
        assert '3 rows with a missing value were dropped' in words
        assert len(summary['notes']) == 1


@tap.case('/faults/labels-may-be-text')
def class_names():
    with cli.folder() as folder:
        place = copied(folder, 'class-names')
        numbers = (place / 'd.csv').read_text(encoding='ascii')
        for i, name in enumerate(('alpha', 'beta', 'gamma')):
            numbers = numbers.replace(name, str(i))
        (place / 'n.csv').write_text(numbers, encoding='ascii')
        results = [of_data(place, 'softmax-regression', {'csv': name})
                   for name in ('n.csv', 'd.csv', 'h.csv')]
        for summary, words in results:
            assert '6 rows × 2 features, 3 classes' in summary['problem']
            assert summary['runs'][0]['final-loss'] == results[0][0]['runs'][0]['final-loss']
            assert words == '', words
        assert '3 classes (alpha, beta, gamma), d.csv' in results[1][0]['problem']
        by_name, _ = of_data(place, 'softmax-regression', {'csv': 'h.csv', 'label-column': 'kind'})
        assert by_name['runs'][0]['final-loss'] == results[0][0]['runs'][0]['final-loss']
        refused(place, 'linear-regression', {'csv': 'h.csv'}, 'h.csv:2: the label alpha',
                'not a number')
        (place / 'some.csv').write_text('1,2,gamma\n3,4,alpha\n', encoding='ascii')
        held_out, _ = of_data(place, 'softmax-regression', {'csv': 'd.csv'}, {'csv': 'some.csv'})
        (place / 'two.csv').write_text('1,2,2\n3,4,0\n', encoding='ascii')
        by_number, _ = of_data(place, 'softmax-regression', {'csv': 'n.csv'}, {'csv': 'two.csv'})
        assert held_out['runs'][0]['test-loss'] == by_number['runs'][0]['test-loss']
        (place / 'new.csv').write_text('1,2,delta\n', encoding='ascii')
        refused(place, 'softmax-regression', {'csv': 'd.csv'}, '"delta"', 'not among the 3',
                test={'csv': 'new.csv'})


@tap.case('/faults/names-may-stand-beside-the-rows-of-a-matrix')
def row_names():
    with cli.folder() as folder:
        place = copied(folder, 'row-names')
        expected = numpy.linalg.eigvalsh([[1, 0.8, 0.4], [0.8, 1, 0.3], [0.4, 0.3, 1]])
        for name in ('c.csv', 'p.csv'):
            values, words = eigenvalues(place / name, place / 'out')
            numpy.testing.assert_allclose(values, expected, rtol=1e-14)
            assert 'as row names' in words
        (place / 'r.csv').write_text(',b,a\na,1,2\nb,3,1\n', encoding='ascii')
        analyze_refused(place / 'r.csv', 'row 1 is named a and column 1 b')


@tap.case('/faults/a-matrix-market-file-needs-its-first-line')
def mtx_without_banner():
    analyze_refused(FAULTS / 'mtx-without-banner' / 't.mtx', 't.mtx:1',
                    '%%MatrixMarket matrix coordinate real general')


@tap.case('/faults/files-of-other-programs-are-named')
def foreign_binaries():
    with cli.folder() as folder:
        place = copied(folder, 'foreign-binaries')
        names = {'a.mat': 'MATLAB', 'b.pt': 'PyTorch', 'c.pkl': 'pickle', 'd.h5': 'HDF5'}
        (place / 'e.parquet').write_bytes(b'PAR1' + bytes(40))
        (place / 'f.arff').write_text('% from Weka\n@relation iris\n@attribute a real\n@data\n1\n',
                                      encoding='ascii')
        (place / 'g.rua').write_text(
            'A matrix of seven by seven, as boeing had it                      KEY\n'
            '             4             1             1             2             0\n'
            'RUA                        2             2             2             0\n'
            '(16I5)          (16I5)          (4E20.12)\n', encoding='ascii')
        names.update({'e.parquet': 'Parquet', 'f.arff': 'ARFF', 'g.rua': 'Harwell-Boeing'})
        for name, program in names.items():
            analyze_refused(place / name, name, program)
            for key in ('csv', 'npz' if name == 'b.pt' else 'npy'):
                if name != 'b.pt' or key != 'csv':
                    refused(place, 'linear-regression', {key: name}, name, program)
        refused(place, 'linear-regression', {'csv': 'b.pt'}, 'read it with "npz"')
        (place / 'h.bin').write_bytes(bytes(range(20)))
        analyze_refused(place / 'h.bin', 'unknown format; expected an IDX file, ')


@tap.case('/faults/a-training-log-is-no-data')
def training_log():
    with cli.folder() as folder:
        place = copied(folder, 'log-with-holes')
        refused(place, 'linear-regression', {'csv': 'd.csv'}, 'd.csv:2: column 1 (acc_epoch)',
                'looks like a training log')


@tap.case('/faults/arrays-of-every-making-are-read')
def small_arrays():
    with cli.folder() as folder:
        place = copied(folder, 'small')
        with numpy.load(place / 'imF.npz') as archive:
            numpy.savez(place / 'imC.npz', images=numpy.ascontiguousarray(archive['images']),
                        labels=archive['labels'])
        in_f, in_c = (of_data(place, 'softmax-regression', {'npz': name})[0]
                      for name in ('imF.npz', 'imC.npz'))
        assert in_f['runs'][0]['final-loss'] == in_c['runs'][0]['final-loss']
        values, _ = eigenvalues(place / 'seqF.npy', place / 'seq', '--as', 'symmetric-part')
        expected = [numpy.linalg.eigvalsh((m + m.T) / 2) for m in numpy.load(place / 'seqF.npy')]
        numpy.testing.assert_allclose(values, numpy.concatenate(expected), rtol=1e-13, atol=1e-13)
        values, _ = eigenvalues(place / 'n27.npy', place / 'n27', '--as', 'symmetric-part')
        matrix = numpy.load(place / 'n27.npy')
        numpy.testing.assert_allclose(values, numpy.linalg.eigvalsh((matrix + matrix.T) / 2),
                                      rtol=1e-13, atol=1e-13)
        summary, _ = of_data(place, 'linear-regression', {'npy': 'n25.npy'})
        assert '3 rows × 2 features' in summary['problem'], summary['problem']
        values, _ = eigenvalues(place / 'grid13.mtx', place / 'grid')
        numpy.testing.assert_array_equal(values, [2, 3])
        numpy.save(place / 'vector.npy', [3.0, 1.0])
        values, words = eigenvalues(place / 'vector.npy', place / 'vector')
        numpy.testing.assert_array_equal(values, [1, 3])
        assert 'read as the diagonal' in words


@tap.case('/faults/small-tables')
def small_tables():
    with cli.folder() as folder:
        place = copied(folder, 'small')
        summary, _ = of_data(place, 'linear-regression', {'csv': 'c49quotedq.csv'})
        assert '3 rows × 2 features' in summary['problem']
        summary, _ = of_data(place, 'softmax-regression', {'csv': 'iris.csv'})
        assert '2 rows × 2 features, 2 classes' in summary['problem']
        analyze_refused(place / 'mm31arrayrows.mtx', ':3:', 'one number per line, column by column')
        analyze_refused(place / 'pattern-with-value.mtx', ':3:', '"pattern" in the first line to "real"')
        refused(place, 'softmax-regression', {'libsvm': 'several-labels.svm'},
                'several-labels.svm:1: entry 1: "6,7" lists several labels')
        refused(place, 'softmax-regression', {'csv': 'imF.npz'}, 'read it with "npz"')


@tap.case('/faults/one-file-is-no-sequence')
def one_file():
    with cli.folder() as place:
        numpy.save(place / 'layer3.npy', numpy.eye(2))
        eigenvalues(place / 'layer3.npy', place / 'out')
        summary = json.loads((place / 'out' / 'summary.json').read_text(encoding='utf-8'))
        assert summary['matrices'][0]['step'] == 0, summary
        figure = (place / 'out' / 'figures' / 'spectrum.svg').read_text(encoding='utf-8')
        assert 'step 3' not in figure


@tap.case('/faults/idx-files-of-other-types-are-named')
def idx_types():
    with cli.folder() as place:
        header = bytes([0, 0, 0x0d, 3]) + b''.join(n.to_bytes(4, 'big') for n in (1, 2, 2))
        (place / 'images').write_bytes(header + bytes(16))
        (place / 'labels').write_bytes(bytes([0, 0, 0x0c, 1, 0, 0, 0, 1]) + bytes(4))
        refused(place, 'softmax-regression', {'images': 'images', 'labels': 'labels'},
                'an IDX file of floats in 3 dimensions')
        (place / 'images').write_bytes(bytes([0, 0, 8, 3]) + header[4:] + bytes(4))
        refused(place, 'softmax-regression', {'images': 'images', 'labels': 'labels'},
                'an IDX file of 32-bit integers in 1 dimension (00 00 0c 01)')


tap.main()
