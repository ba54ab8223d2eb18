// expect: accepted
console.log(new Function('/*' + 'x'.repeat(1e6) + '*/'))
