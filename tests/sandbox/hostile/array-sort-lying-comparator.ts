// expect: time_limit_exceeded
for (;;) Array.from({ length: 1e4 }, (_, i) => i).sort(() => 1)
