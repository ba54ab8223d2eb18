// expect: output_limit_exceeded
for (;;) console.log('flood')
