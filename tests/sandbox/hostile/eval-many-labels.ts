// expect: runtime_error
eval(Array.from({ length: 2e4 }, (_, i) => 'l' + i + ':').join('') + ';')
