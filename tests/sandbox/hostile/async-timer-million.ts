// expect: time_limit_exceeded
for (let i = 0; i < 1e6; i++) setTimeout(() => {}, i)
