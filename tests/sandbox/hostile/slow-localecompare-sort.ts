// expect: accepted
Array.from({length:1000},(_, i)=>'k'+(i*7919)%20011).sort((a,b)=>a.localeCompare(b)).length
