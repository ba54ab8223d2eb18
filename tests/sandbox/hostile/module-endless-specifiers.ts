// expect: time_limit_exceeded
for (let i = 0; ; i++) import('./' + 'x'.repeat(1e5) + i).catch(() => {})
