// expect: time_limit_exceeded
Promise.reject({ get stack() { for (;;); } })
