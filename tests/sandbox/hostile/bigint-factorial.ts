// expect: time_limit_exceeded
let r=1n;for(let i=1n;;i++)r*=i
