// expect: accepted
eval('switch(1){' + Array.from({ length: 7e4 }, (_, i) => 'case ' + i + ':').join('') + '}')
