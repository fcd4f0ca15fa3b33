/** The command line asks for something that cannot be asked; its message is for the person who typed it. Exit code 2. */
export class WrongUse extends Error {}

/** What was asked is understood, and is not done; the message says why. Exit code 1. */
export class Refused extends Error {}
