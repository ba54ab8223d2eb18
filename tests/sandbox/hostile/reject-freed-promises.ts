// expect: accepted
for (let i = 0; i < 5e4; i++) { Promise.reject(i).catch(() => {}); if (i % 1000 === 0) await null; } console.log('end')
