// The profile dev with an example's values: what tests and snapshots look at. A real deployment takes ../main.bicepparam with WINNOW_PROFILE=dev.
using '../main.bicep'
extends 'example.bicepparam'
import { profiles } from '../profiles.bicep'

param profile = profiles.dev
