// expect: accepted
setTimeout(() => console.log(Date.now()), 2 ** 31 - 1); const f = (n: number) => n && setTimeout(f, 2 ** 31 - 1, n - 1); f(5000)
