// expect: output_limit_exceeded
console.log({ [Symbol('x'.repeat(1e6))]: Symbol('y'.repeat(1e6)) })
