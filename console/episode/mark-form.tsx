import { useState } from 'preact/hooks';

const MOST_CHARACTERS = 200;

/** Notes what was done now, so that everybody sees it in the charts. */
export function MarkForm({ onMark }: { readonly onMark: (text: string) => Promise<void> }) {
  const [text, setText] = useState('');
  const send = async (event: Event) => {
    event.preventDefault();
    await onMark(text.trim());
    setText('');
  };
  return (
    <form onSubmit={send}>
      <label>
        <span>What was done</span>
        <input
          value={text}
          maxLength={MOST_CHARACTERS}
          placeholder="as in: credentials renewed"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={text.trim() === ''}>
        Mark now
      </button>
    </form>
  );
}
