// expect: runtime_error
(function () {}).bind.apply(function () {}, new Array(1e5).fill(1) as any)
