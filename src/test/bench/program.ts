/** Exit code of a program that was called wrongly, as of the command line. */
const WRONG_CALL = 2;

/** Runs a benchmark's program. A wrong option is one line and an exit code, any other error is nobody's to catch. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!isWrongCall(error)) throw error;
    console.error(error.message);
    process.exitCode = WRONG_CALL;
  }
}

function isWrongCall(error: unknown): error is Error {
  if (error instanceof RangeError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
