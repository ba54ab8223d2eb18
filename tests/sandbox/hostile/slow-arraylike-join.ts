// expect: time_limit_exceeded
Array.prototype.join.call({length:2**32-1},'')
