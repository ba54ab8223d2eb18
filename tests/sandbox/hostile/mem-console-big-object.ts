// expect: output_limit_exceeded
console.log(Object.fromEntries(Array.from({length:2e5},(_, i)=>['k'+i,{i}])))
