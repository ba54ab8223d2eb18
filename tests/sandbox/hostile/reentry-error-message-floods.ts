// expect: time_limit_exceeded
class E extends Error { get message() { for (;;) console.log('read'); } } throw new E()
