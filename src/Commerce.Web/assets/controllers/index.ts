import { ComboboxController } from './combobox_controller';
import { CompareController } from './compare_controller';
import { ConsequenceController } from './consequence_controller';
import { CounterController } from './counter_controller';
import { DismissController } from './dismiss_controller';
import { DownloadController } from './download_controller';
import { DropZoneController } from './drop_zone_controller';
import { FilterController } from './filter_controller';
import { KeysController } from './keys_controller';
import { LinesController } from './lines_controller';
import { LinkController } from './link_controller';
import { ModalController } from './modal_controller';
import { MoreController } from './more_controller';
import { PickerController } from './picker_controller';
import { PopoverController } from './popover_controller';
import { RatingController } from './rating_controller';
import { ReviewController } from './review_controller';
import { SaveBarController } from './save_bar_controller';
import { SelectionController } from './selection_controller';
import { StreamController } from './stream_controller';
import { TabsController } from './tabs_controller';
import { TileController } from './tile_controller';
import { UploadController } from './upload_controller';

/** Every behaviour of the face by the name pages use in `data-controller`. */
export const controllers = {
  combobox: ComboboxController,
  compare: CompareController,
  consequence: ConsequenceController,
  counter: CounterController,
  dismiss: DismissController,
  download: DownloadController,
  'drop-zone': DropZoneController,
  filter: FilterController,
  keys: KeysController,
  lines: LinesController,
  link: LinkController,
  modal: ModalController,
  more: MoreController,
  picker: PickerController,
  popover: PopoverController,
  rating: RatingController,
  review: ReviewController,
  'save-bar': SaveBarController,
  selection: SelectionController,
  stream: StreamController,
  tabs: TabsController,
  tile: TileController,
  upload: UploadController,
};
