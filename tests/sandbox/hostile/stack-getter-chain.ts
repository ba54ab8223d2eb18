// expect: runtime_error
let o={};for(let i=0;i<1e5;i++){const q=o;o={get x(){return q.x}}} o.x
