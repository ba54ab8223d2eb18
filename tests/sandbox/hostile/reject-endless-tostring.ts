// expect: time_limit_exceeded
Promise.reject({ toString() { for (;;); } })
