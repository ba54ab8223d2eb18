// expect: accepted
let s = ''; for (let i = 0; i < 3e3; i++) s = 'a' + s + 'b'; console.log(s.length, s[1e3])
