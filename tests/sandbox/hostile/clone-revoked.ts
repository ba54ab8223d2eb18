// expect: runtime_error
const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); structuredClone(proxy)
