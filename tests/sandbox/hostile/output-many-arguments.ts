// expect: output_limit_exceeded
console.log(...new Array(1e4).fill('x'))
