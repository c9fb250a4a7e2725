// The recovery code as a text file, with what it is for: whoever finds it later knows no more than this.

export function recoverySheet(recoveryCode: string, profileFolder: string): string {
  return [
    'Clearpane recovery code',
    '',
    `    ${recoveryCode}`,
    '',
    'It opens the comments and changes that were written in this profile:',
    `    ${profileFolder}`,
    '',
    'Clearpane asks for it when the keyring of the computer has lost the key to them, for example after',
    'the folder was moved to another computer. Whoever has this code and the folder can read them:',
    'keep it away from that computer.',
    '',
  ].join('\n');
}
