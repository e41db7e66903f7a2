import type {BatchState, ProductStatus} from './answers';
import type {StatusState} from './status';
import type {Translate} from './words';

const tones = {running: 'info', cancelling: 'info', done: 'success', partial: 'warning', failed: 'critical', cancelled: 'neutral'} as const satisfies Record<BatchState, string>;

type Props = {state: StatusState; translate: Translate; formatDate: (date: Date) => string; onMake: () => void; onAgain: () => void};

/** The card on the product page: what was made, what waits for a decision, and the way on. */
export function StatusView({state, translate, formatDate, onMake, onAgain}: Props) {
  return (
    <s-admin-block heading={translate('statusName')} collapsedSummary={state.phase === 'ready' ? summary(state.status, translate) : undefined}>
      <s-stack gap="base">
        {state.phase === 'loading' && <s-spinner accessibilityLabel={translate('statusLoading')} />}
        {state.phase === 'failed' && (
          <>
            <s-banner tone="critical" heading={translate(`errors.${state.problem}`)} />
            <s-button onClick={onAgain}>{translate('again')}</s-button>
          </>
        )}
        {state.phase === 'ready' && <Status status={state.status} translate={translate} formatDate={formatDate} onMake={onMake} />}
      </s-stack>
    </s-admin-block>
  );
}

function Status({status, translate, formatDate, onMake}: {status: ProductStatus} & Pick<Props, 'translate' | 'formatDate' | 'onMake'>) {
  if (!status.known) return <s-text>{translate('notKnown')}</s-text>;
  const counts = countsOf(status);
  return (
    <>
      {counts.length === 0 && <s-text>{translate('nothingYet')}</s-text>}
      <s-stack direction="inline" gap="small">
        {counts.map(([key, count]) => (
          <s-badge key={key} tone={key === 'failed' ? 'critical' : key === 'published' ? 'success' : 'neutral'}>
            {`${translate(key)}: ${count}`}
          </s-badge>
        ))}
      </s-stack>
      {status.lastBatch && (
        <s-stack direction="inline" gap="small">
          <s-text>{`${translate('lastBatch')}:`}</s-text>
          <s-link href={status.lastBatch.page}>{status.lastBatch.name}</s-link>
          <s-badge tone={tones[status.lastBatch.state]}>{translate(`states.${status.lastBatch.state}`)}</s-badge>
          <s-text color="subdued">{formatDate(new Date(status.lastBatch.createdAt))}</s-text>
        </s-stack>
      )}
      {status.toReview > 0 && status.reviewPage && <s-link href={status.reviewPage}>{translate('review', {count: status.toReview})}</s-link>}
      <s-button onClick={onMake}>{translate('make')}</s-button>
    </>
  );
}

function countsOf(status: ProductStatus) {
  return (['waiting', 'running', 'done', 'failed', 'published'] as const).map((key) => [key, status[key]] as const).filter(([, count]) => count > 0);
}

function summary(status: ProductStatus, translate: Translate): string {
  if (!status.known) return translate('notKnown');
  const counts = countsOf(status).map(([key, count]) => `${translate(key)}: ${count}`);
  return counts.length > 0 ? counts.join(', ') : translate('nothingYet');
}
