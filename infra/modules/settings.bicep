// Settings of the app by the names that local.settings.sample.json has for them; what differs from the sample is larger here because more than one machine works.
// A test holds the two files against each other: neither has a key that the other lacks, but for Local:* and the identity form of connections.

@export()
@description('Settings of the workflows.')
var workflowSettings = {
  'Api:Access': 'Roles'

  'Ingestion:MaxDropsPerBatch': '10000'
  'Ingestion:MaxBytesPerBatch': '17179869184'
  'Ingestion:Window': '64'
  'Ingestion:ShardsPerGroup': '500'
  'Ingestion:GatherSeconds': '5'
  'Ingestion:IdleSeconds': '30'
  'Ingestion:RetrySeconds': '60'
  'Ingestion:ReconcileMinutes': '1'
  'Ingestion:ReconcileAfterSeconds': '30'
  'Ingestion:MaxItemBytes': '67108864'
  'Ingestion:MaxTextBytes': '16777216'
  'Ingestion:MaxQuarantinedEntryBytes': '16777216'
  'Ingestion:Archives:MaxEntries': '1000000'
  'Ingestion:Archives:MaxTotalBytes': '274877906944'
  'Ingestion:Archives:MaxEntryBytes': '67108864'
  'Ingestion:Archives:MaxRatio': '200'
  'Ingestion:Archives:RatioFloorBytes': '1048576'
  'Ingestion:Images:MaxPixels': '100000000'
  'Ingestion:Images:MaxSide': '30000'

  'Labelling:ShardsAtOnce': '32'
  'Labelling:CalibrationItems': '20000'
  'Models:CacheFolder': '/tmp/winnow-models'

  'Messages:AllowedSources': ''
  'Messages:CopyWindow': '8'
  'Messages:PollSeconds': '15'

  'Evaluation:Window': '64'
  'Evaluation:PacksPerGroup': '200'
  'Evaluation:Level': '0.95'
  'Evaluation:Resamples': '2000'
  'Evaluation:AnalysedItems': '2000000'
  'Evaluation:ReportImages': '200'
  'Evaluation:ReportImageBytes': '8388608'

  // The Functions host takes bodies of up to 210 MB; what is larger is named by its address.
  'Imports:MaxUploadBytes': '209715200'
  'Imports:PartBytes': '16777216'
  'Imports:Window': '16'

  'Benchmarks:Window': '8'
  'Benchmarks:ComparedItems': '2000000'

  'Inference:Provider': 'auto'
  'Inference:BatchSize': ''
  'Inference:Callers': ''
  'Inference:Threads': ''
  'Inference:MaxPixels': '100000000'
  'Inference:ReadAheadMegabytes': '256'
  'Inference:Device': '0'
  'Inference:DeviceMegabytes': ''
  'Inference:HalfPrecision': 'false'
  'Inference:CudaGraphs': 'false'
  'Inference:EngineFolder': '/tmp/winnow-engines'
  // Machines come and go, and on a GPU nobody runs the command that measures.
  'Inference:TuneOnLoad': 'true'
  'Inference:MaxLoadedModels': '4'
}

@export()
@description('The functions that a GPU runs. Others run a model only on the sample of its card.')
var gpuFunctions = ['CalibrateShard', 'LabelShard']

@export()
@description('Every other function of the app. A test holds the two lists against the code.')
var cpuFunctions = [
  'BenchmarkEvaluationOrchestrator'
  'BenchmarkOrchestrator'
  'CalibrateOrchestrator'
  'CalibratePageOrchestrator'
  'CancelBenchmark'
  'CancelComparison'
  'CancelEvaluation'
  'CancelImport'
  'CancelLabelling'
  'CancelSnapshot'
  'CheckModel'
  'CleanUpSnapshot'
  'CompareOrchestrator'
  'CompareRuns'
  'CompleteImport'
  'CompleteSnapshot'
  'CopyPage'
  'CountPacks'
  'CountRequest'
  'CreateDataset'
  'DropArrived'
  'EvaluateGroupOrchestrator'
  'EvaluateOrchestrator'
  'EvaluateShard'
  'FindCalibration'
  'FindLeft'
  'FitCalibration'
  'ForgetCases'
  'GetBenchmark'
  'GetCalibration'
  'GetComparison'
  'GetDataset'
  'GetEvaluation'
  'GetEvaluationReportHtml'
  'GetEvaluationReportJson'
  'GetImport'
  'GetItem'
  'GetItemContent'
  'GetLabelling'
  'GetLeaderboardHtml'
  'GetLeaderboardJson'
  'GetLeaderboardMarkdown'
  'GetModel'
  'GetOpenApi'
  'GetSnapshot'
  'GetVersion'
  'ImportOrchestrator'
  'ImportPart'
  'ImportPredictions'
  'IngestGroupOrchestrator'
  'IngestOrchestrator'
  'IngestRequestOrchestrator'
  'IngestShard'
  'IntakeOrchestrator'
  'KeepSnapshotGroup'
  'LabelOrchestrator'
  'LabelPageOrchestrator'
  'ListDatasets'
  'ListLeaderboards'
  'ListModels'
  'ListPacks'
  'ListPredictions'
  'ListQuarantine'
  'ListShards'
  'ListVersions'
  'MakeBoard'
  'MakeLeaderboard'
  'MakeReport'
  'MergeGroup'
  'PlanImport'
  'PlanLabelling'
  'PlanPage'
  'QueryItems'
  'ReadPlanned'
  'Reconcile'
  'RecordBatch'
  'RegisterModel'
  'ResolveModel'
  'SendEvents'
  'SetLabelPolicy'
  'SnapshotOrchestrator'
  'SnapshotShard'
  'StartBenchmark'
  'StartComparison'
  'StartEvaluation'
  'StartLabelling'
  'StartSnapshot'
  'TakeBatch'
  'TakeRequest'
  'TellEvent'
  'TuneModel'
]

@export()
@description('The settings that turn functions off. Names of environment variables have no dots on Linux; the host takes underscores for them.')
func disabled(functions string[]) object => toObject(functions, name => 'AzureWebJobs_${name}_Disabled', name => 'true')

@export()
@description('A connection by identity.')
func byIdentity(connection string, clientId string, addresses object) object =>
  union(
    { '${connection}:credential': 'managedidentity', '${connection}:clientId': clientId },
    toObject(items(addresses), address => '${connection}:${address.key}', address => address.value)
  )

@export()
@description('A connection by identity to some of the services of a storage account: blob, queue, table.')
func storageByIdentity(connection string, clientId string, account string, services string[]) object =>
  byIdentity(
    connection,
    clientId,
    toObject(services, service => '${service}ServiceUri', service => 'https://${account}.${service}.${environment().suffixes.storage}')
  )
