// expect: accepted
console.log((1e21).toFixed(100).length, (0.1).toPrecision(100).length, (2 ** 1023).toString(2).length)
