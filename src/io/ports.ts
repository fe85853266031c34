import { createServer } from 'node:net';

/** Whether something on this machine listens on a port already, so that nothing else can. */
export async function isPortTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    // What else may be wrong, such as a port that needs privileges, the program itself tells.
    server.on('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EADDRINUSE');
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(false);
      });
    });
  });
}
