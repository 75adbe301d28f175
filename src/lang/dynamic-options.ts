import { OptionError, type Options, optionWhen, type Setting, setOption } from './options.ts';

/** Options while tracing runs: only dynamic ones may still be set. OptionError when refused. */
export function setDynamicOption(options: Options, setting: Setting): Options {
  const when = optionWhen(setting.name);
  if (when !== undefined && when !== 'dynamic') {
    throw new OptionError(setting, 'Operation illegal when tracing is active');
  }
  return setOption(options, setting);
}
