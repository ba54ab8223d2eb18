export const add = (): any => { const self: any = {}; Object.defineProperty(self, 'sum', { get: () => self, enumerable: true }); return self; };
