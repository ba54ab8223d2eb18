// expect: accepted
for (const d of [NaN, -1, Infinity, 2 ** 40, '5', null, 1n === 1n ? 0 : 0] as any[]) setTimeout(() => console.log(String(d)), d)
