/** The stack that the settings name. */
export const stackNameIn = ({ stackName }: Readonly<Record<string, unknown>>): string =>
  typeof stackName === 'string' ? stackName : 'Visitbook'
