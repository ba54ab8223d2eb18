// expect: output_limit_exceeded
for (let i = 0; ; i++) console.log({ i, list: Array.from({ length: 90 }, (_, k) => 'x'.repeat(90)) })
