// expect: output_limit_exceeded
console.log({ ['k'.repeat(1e6)]: 1 })
