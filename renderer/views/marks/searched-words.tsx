// Text with what was searched for marked in it, wherever it stands beneath a queue.
import { createContext, use } from 'react';
import { markedPieces } from '../../../shared/queue/search-text.ts';
import styles from './marks.module.css';

/** The needles of the search at hand, in lower case. */
export const SearchedWords = createContext<readonly string[]>([]);

export function Searched({ text }: { readonly text: string }) {
  const needles = use(SearchedWords);
  if (needles.length === 0) return text;
  return markedPieces(text, needles).map((piece, index) =>
    piece.isFound ? (
      // Pieces have no identity but their place.
      <mark key={index} className={styles.found}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
