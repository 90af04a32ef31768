using Winnow.Local.CrashHost;

// What tests kill: CrashHost hub … or CrashHost queues …
return args switch
{
    ["hub", .. var rest] => await HubHost.RunAsync(rest),
    ["queues", .. var rest] => await QueueHost.RunAsync(rest),
    _ => throw new ArgumentException("Say 'hub' or 'queues'."),
};
