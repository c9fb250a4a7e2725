// Strings that only their constructor makes.

declare const brand: unique symbol;

export type Branded<Name extends string> = string & { readonly [brand]: Name };
