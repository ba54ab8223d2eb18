// expect: runtime_error
const {proxy,revoke}=Proxy.revocable({},{}); revoke(); throw proxy
