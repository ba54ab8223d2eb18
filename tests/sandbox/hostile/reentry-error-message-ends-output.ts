// expect: output_limit_exceeded
class E extends Error { get message() { for (let i = 0; i < 2000; i++) console.log('read'); return 'late'; } } throw new E()
