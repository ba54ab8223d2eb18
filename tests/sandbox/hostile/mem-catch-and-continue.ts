// expect: time_limit_exceeded
const a=[];for(;;){try{a.push(new Array(1000).fill(1))}catch{}}
