/**
 * Districts, which existed until 30 June 2025 (Luật Tổ chức chính quyền địa phương 2025: two tiers since 1 July), each with
 * its people's committee and the education office under it. Those that documents we hold were issued by; what they did passed
 * to the committees of all the commune-level units that its land went to (Nghị quyết 1679 và 1685/NQ-UBTVQH15). Others come
 * by an import of units.
 */
export const formerDistricts = [
  {
    province: '79',
    key: 'govap',
    name: 'quận Gò Vấp',
    successors: ['26876', '26878', '26882', '26884', '26890', '26898'],
  },
  { province: '22', key: 'damha', name: 'huyện Đầm Hà', successors: ['06895', '06913'] },
  {
    province: '22',
    key: 'dongtrieu',
    name: 'thành phố Đông Triều',
    successors: ['07069', '07081', '07090', '07093', '07114'],
  },
] as const

export const districtsUntil = '2025-06-30'
