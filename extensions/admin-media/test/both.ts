export {Client} from '../src/client';
export {Generation} from '../src/generation';
