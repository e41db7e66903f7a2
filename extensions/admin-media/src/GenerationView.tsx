import type {Quote} from './answers';
import type {Code} from './client';
import {canStart, type GenerationState} from './generation';
import type {Translate} from './words';

type Props = {
  state: GenerationState;
  translate: Translate;
  onChoose: (part: {style?: string; count?: number}) => void;
  onStart: () => void;
  onAgain: () => void;
  onClose: () => void;
};

/** The modal of the action. Draws the state and nothing else. */
export function GenerationView({state, translate, onChoose, onStart, onAgain, onClose}: Props) {
  const quote = 'quote' in state ? state.quote : undefined;
  return (
    <s-admin-action heading={translate('heading')} loading={state.phase === 'loading' && !quote}>
      <s-stack gap="base">
        {'problem' in state && state.problem && <Problem code={state.problem} translate={translate} />}
        {state.phase === 'started' && (
          <s-banner tone="success" heading={translate('started', {count: state.started.results})}>
            <s-link href={state.started.page}>{translate('openBatch')}</s-link>
          </s-banner>
        )}
        {quote && <Choices quote={quote} busy={state.phase !== 'ready'} translate={translate} onChoose={onChoose} />}
        {quote && <Cost quote={quote} current={state.phase !== 'loading'} translate={translate} />}
      </s-stack>
      {state.phase === 'failed' && (
        <s-button slot="primary-action" variant="primary" onClick={onAgain}>
          {translate('again')}
        </s-button>
      )}
      {quote && (
        <s-button slot="primary-action" variant="primary" disabled={state.phase !== 'ready' || !canStart(quote)} loading={state.phase === 'starting'} onClick={onStart}>
          {translate(state.phase === 'starting' ? 'starting' : 'start')}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={onClose}>
        {translate('close')}
      </s-button>
    </s-admin-action>
  );
}

function Problem({code, translate}: {code: Code; translate: Translate}) {
  return <s-banner tone="critical" heading={translate(`errors.${code}`)} />;
}

function Choices({quote, busy, translate, onChoose}: {quote: Quote; busy: boolean; translate: Translate; onChoose: Props['onChoose']}) {
  const style = quote.styles.find((one) => one.key === quote.style);
  return (
    <>
      <s-text>{translate('products', {count: quote.products})}</s-text>
      {quote.unknown > 0 && <s-banner tone="warning" heading={translate('unknown', {count: quote.unknown})} />}
      {quote.leftOutCount > 0 && (
        <s-banner tone="warning" heading={translate('leftOut', {count: quote.leftOutCount})}>
          {quote.leftOut.map((product) => (
            <s-paragraph key={product.title}>{`${product.title}: ${product.reason}`}</s-paragraph>
          ))}
        </s-banner>
      )}
      <s-select
        label={translate('style')}
        name="style"
        value={quote.style}
        details={style?.summary}
        disabled={busy}
        onChange={(event) => onChoose({style: event.currentTarget.value})}
      >
        {quote.styles.map((one) => (
          <s-option key={one.key} value={one.key}>
            {one.name}
          </s-option>
        ))}
      </s-select>
      <s-select
        label={translate('count')}
        name="count"
        value={String(quote.count)}
        disabled={busy}
        onChange={(event) => onChoose({count: Number(event.currentTarget.value)})}
      >
        {Array.from({length: quote.mostCount}, (_, index) => String(index + 1)).map((count) => (
          <s-option key={count} value={count}>
            {count}
          </s-option>
        ))}
      </s-select>
    </>
  );
}

// While a new cost is on its way the old one is not shown: nobody starts on a figure that is about to change.
function Cost({quote, current, translate}: {quote: Quote; current: boolean; translate: Translate}) {
  if (!current) return <s-text>{translate('loading')}</s-text>;
  return (
    <>
      <s-paragraph>
        {`${translate('makes', {count: quote.results})}. ${translate('cost', {count: quote.credits})}. ${translate('balance', {count: quote.balance})}.`}
      </s-paragraph>
      {quote.results === 0 && <Problem code="nothing_to_make" translate={translate} />}
      {!quote.affordable && <Problem code="not_enough_credits" translate={translate} />}
      <s-text color="subdued">{translate('safe')}</s-text>
      <s-link href={quote.page}>{translate('more')}</s-link>
    </>
  );
}
