// expect: output_limit_exceeded
setTimeout(() => { for (;;) console.log('late'); }, 1e6)
