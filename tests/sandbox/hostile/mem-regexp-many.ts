// expect: memory_limit_exceeded
const a=[];for(let i=0;;i++)a.push(new RegExp('a'+i+'{1,100}'))
