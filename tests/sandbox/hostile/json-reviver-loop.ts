// expect: time_limit_exceeded
JSON.parse('[1,2,3]', function () { for (;;); })
